"""One file for each kind of drawing: a description and a box in, marks on a canvas out."""
