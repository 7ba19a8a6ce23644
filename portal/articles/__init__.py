"""An article on a page: as a part of one, as a page of its own, and the links to both."""
