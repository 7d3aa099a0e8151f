/**
 * The kinds of resources: one record each, and the annotations that make links and filters of its components.
 * Nothing here knows AWS's SDK, the database or GraphQL.
 */
package io.muster.inventory.kind;
