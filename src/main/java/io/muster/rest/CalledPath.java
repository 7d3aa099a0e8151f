package io.muster.rest;

import jakarta.ws.rs.core.UriInfo;

/** The path of a call as the caller wrote it. */
public final class CalledPath {

    private CalledPath() {}

    /** Not decoded: a problem's instance is a URI reference (RFC 9457), and not every path decodes. */
    public static String of(UriInfo uri) {
        return uri.getRequestUri().getRawPath();
    }
}
