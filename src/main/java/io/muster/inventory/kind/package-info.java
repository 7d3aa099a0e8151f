/**
 * The kinds of resources: one record each, and the annotations that say what a component is to links and filters.
 * Nothing here knows AWS's SDK, the database or GraphQL.
 */
package io.muster.inventory.kind;
