package io.muster.inventory;

/** A resource's new content, with its hash. */
record Revision(Resource<?> resource, ContentHash hash) {}
