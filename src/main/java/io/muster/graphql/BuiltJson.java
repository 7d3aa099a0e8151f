package io.muster.graphql;

import io.muster.graphql.endpoint.CarriesJson;

/** All that is selected of one object, as JSON. */
record BuiltJson(String json) implements CarriesJson {}
