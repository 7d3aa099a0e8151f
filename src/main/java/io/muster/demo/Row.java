package io.muster.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An operation of AWS.
 *
 * @param service  the name for which its calls are signed
 * @param name     the operation as AWS spells it
 * @param version  the version of the API, where the service has another one with an operation of this name; else empty
 * @param http     method and path of the REST protocols, for example {@code GET /schedules/{Name}}; empty for the others
 * @param request  a new builder of the SDK's request type
 * @param response a new builder of the SDK's response type
 */
record Row(
        String service,
        String name,
        String version,
        String http,
        Supplier<? extends SdkPojo> request,
        Supplier<? extends SdkPojo> response) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}+]+)(\\+?)}");

    /** An operation that is not of a REST protocol. */
    static Row of(String service, Supplier<? extends SdkPojo> request, Supplier<? extends SdkPojo> response) {
        return of(service, "", request, response);
    }

    /** The operation's name is that of its types. */
    static Row of(
            String service, String http, Supplier<? extends SdkPojo> request, Supplier<? extends SdkPojo> response) {
        String type = request.get().getClass().getName();
        String name = type.substring(type.lastIndexOf('.') + 1).replaceFirst("Request\\$.*", "");
        return new Row(service, name, "", http, request, response);
    }

    /** The same operation in a version of the API. */
    Row at(String apiVersion) {
        return new Row(service, name, apiVersion, http, request, response);
    }

    /** Whether a call in the version of the API is this operation's. */
    boolean isOf(String apiVersion) {
        return version.isEmpty() || version.equals(apiVersion);
    }

    /** The variables of the path, where method and path are this operation's. */
    Optional<Map<String, String>> variables(String method, String path) {
        if (!http.startsWith(method + " ")) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(http.substring(method.length() + 1));
        StringBuilder form = new StringBuilder();
        while (variable.find()) {
            names.add(variable.group(1));
            variable.appendReplacement(form, variable.group(2).isEmpty() ? "([^/]+)" : "(.+)");
        }
        variable.appendTail(form);
        Matcher given = Pattern.compile(form.toString()).matcher(path);
        return given.matches() ? Optional.of(named(names, given)) : Optional.empty();
    }

    private static Map<String, String> named(List<String> names, Matcher given) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            variables.put(names.get(i), given.group(i + 1));
        }
        return variables;
    }

    @Override
    public String toString() {
        return service + ":" + name;
    }
}
