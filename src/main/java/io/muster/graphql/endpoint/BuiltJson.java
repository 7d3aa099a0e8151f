package io.muster.graphql.endpoint;

/** A field's value that is complete already: all that is selected of it, as JSON text that the database has built. */
public record BuiltJson(String json) {}
