"""The one-file bundle: free exploration without a server, in one HTML file.

Its panels are rendered here by the page's own templates, once a language and for the whole record;
scripts of the bundle (`assets/js/bundle`) count the activities in the browser and fill them.
"""
