/**
 * The way from AWS pages to records: one collector per kind. A kind whose resources come from one operation extends
 * {@link io.muster.collect.ListingCollector}; the others put {@link io.muster.collect.Listing}s together.
 */
package io.muster.collect;
