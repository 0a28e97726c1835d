"""Names that charts and callbacks share."""

CLICK = "click"  # the selection that a click on a chart's mark makes
