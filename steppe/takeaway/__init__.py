"""What leaves Steppe as a file that other tools read: citations, annotations, GeoJSON, tables, data packages."""
