"""Tools for those who maintain Steppe; the dashboard needs none of them."""
