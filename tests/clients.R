# Asks an endpoint as R does, by its package SPARQL and without one; prints for each client, way
# and form of query how many rows came, as JSON.
asked <- commandArgs(trailingOnly = TRUE)
endpoint <- asked[1]
query <- asked[2]
address <- paste0(endpoint, "?query=", URLencode(query, reserved = TRUE))
print_row <- function(client, way, rows)
  cat(sprintf('["%s", "%s", "SELECT", %d]\n', client, way, nrow(rows)))

suppressPackageStartupMessages(library(SPARQL))
for (format in c("xml", "csv", "tsv")) {
  # It asks for XML by Accept, and for the others by nothing but what is given to it.
  extra <- if (format == "xml") NULL else list(format = format)
  rows <- SPARQL(endpoint, query, format = format, extra = extra)$results
  print_row("R package SPARQL", format, rows)
}
print_row("R read.csv", "format=csv", read.csv(paste0(address, "&format=csv")))
print_row("R read.csv", "Accept", read.csv(url(address, headers = c(Accept = "text/csv"))))
