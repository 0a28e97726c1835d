"""Names that counting, charts and callbacks share."""

CLICK = "click"  # the selection that a click on a chart's mark makes
ENTITY_ROLES = {"person": "person", "organisation": "organisation", "initiative": "initiative", "event": "event"}
