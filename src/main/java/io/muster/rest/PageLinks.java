package io.muster.rest;

import jakarta.annotation.Nullable;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;

/** Leads from page to page by RFC 8288, with the filters of the call kept. */
final class PageLinks {

    static final String DESCRIPTION =
            "The next page (rel=next; not on the last one) and the first (rel=first), RFC 8288.";

    private static final String CURSOR = "cursor";

    private PageLinks() {}

    static <T> RestResponse<Items<T>> linked(Items<T> page, UriInfo uri) {
        String first = link(uri, null, "first");
        String links = page.nextCursor() == null ? first : link(uri, page.nextCursor(), "next") + ", " + first;
        return RestResponse.ResponseBuilder.ok(page).header("Link", links).build();
    }

    private static String link(UriInfo uri, @Nullable String cursor, String relation) {
        Stream<String> kept = uri.getQueryParameters().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals(CURSOR))
                .flatMap(PageLinks::pairs);
        Stream<String> next = cursor == null ? Stream.empty() : Stream.of(pair(CURSOR, cursor));
        String query = Stream.concat(kept, next).collect(Collectors.joining("&"));
        return "<" + uri.getRequestUri().getRawPath() + (query.isEmpty() ? "" : "?" + query) + ">; rel=\"" + relation
                + "\"";
    }

    private static Stream<String> pairs(Map.Entry<String, List<String>> parameter) {
        return parameter.getValue().stream().map(value -> pair(parameter.getKey(), value));
    }

    private static String pair(String name, String value) {
        return encoded(name) + "=" + encoded(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
