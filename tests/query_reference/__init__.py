"""What each named query has to answer, counted in Python from the `Plan` values without SPARQL.

`generate` makes poor and odd plans, `facts` holds what a plan says under the names of its graph,
and the modules beside them answer the questions, one function for each query.
"""
