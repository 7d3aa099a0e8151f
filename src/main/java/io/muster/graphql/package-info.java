/**
 * The interface for reads. The types and root fields that belong to no kind of resource are SmallRye-annotated classes; the
 * kinds' types, filters and root fields follow from their records (see {@link SchemaExtension}). No logic of its own.
 */
package io.muster.graphql;
