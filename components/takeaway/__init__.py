"""What is taken away from the screen: charts and the map as files, meeting packs as HTML and PPTX, and their menu."""
