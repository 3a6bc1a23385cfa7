"""The words of languages, headings, and the bodies of countries: data, and how it is asked."""
