"""What a browser may do on a page; the server says it in a header, a static page in itself."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
"""Nothing beyond this site, and no script or style within a page."""
