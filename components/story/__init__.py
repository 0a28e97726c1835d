"""Stories: views kept in an order, with words of one's own, to be presented, sent and printed."""
