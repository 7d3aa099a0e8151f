/** The way from AWS pages to records: one collector per kind. */
package io.muster.collect;
