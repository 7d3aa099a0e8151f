package io.muster.rest;

import jakarta.ws.rs.core.UriInfo;
import java.util.regex.Pattern;

/** The path of a call as the caller wrote it. */
public final class CalledPath {

    private static final Pattern EXPORT = Pattern.compile("/api/v1/findings/export/?");

    private CalledPath() {}

    /** Not decoded: a problem's instance is a URI reference (RFC 9457), and not every path decodes. */
    public static String of(UriInfo uri) {
        return uri.getRequestUri().getRawPath();
    }

    /** Whether it is that of the export of findings, which sees to its parameters and media types by itself. */
    public static boolean isExport(String path) {
        return EXPORT.matcher(path).matches();
    }
}
