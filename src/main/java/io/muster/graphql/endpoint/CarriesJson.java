package io.muster.graphql.endpoint;

import jakarta.annotation.Nullable;

/** A field's value that may be complete already: as the JSON text of all that is selected of it, which the database has built. */
public interface CarriesJson {

    /** The JSON text; null where the value's fields are fetched one by one. */
    @Nullable
    String json();
}
