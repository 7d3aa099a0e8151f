package io.muster.inventory.kind;

import com.fasterxml.jackson.databind.JsonNode;

/** A policy that is written into a role. */
public record PolicyDocument(
        @Described("Its name.") String name,
        @Described("Its statements.") JsonNode document) {}
