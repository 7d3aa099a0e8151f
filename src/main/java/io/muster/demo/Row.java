package io.muster.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An operation of AWS.
 *
 * @param module  the SDK's module: the package under {@code software.amazon.awssdk.services}
 * @param service the name for which its calls are signed
 * @param name    the operation as AWS spells it
 * @param version the version of the API, where the service has another one with an operation of this name; else empty
 * @param http    method and path of the REST protocols, for example {@code GET /schedules/{Name}}; empty for the others
 */
record Row(String module, String service, String name, String version, String http) {

    private static final Pattern ABBREVIATION = Pattern.compile("([A-Z])([A-Z]+)(?=[A-Z]|$)");
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}+]+)(\\+?)}");

    /** A new builder of the SDK's request type. */
    SdkPojo request() {
        return builder("Request");
    }

    /** A new builder of the SDK's response type. */
    SdkPojo response() {
        return builder("Response");
    }

    /** An operation's name in the SDK's types, where an abbreviation is a word: {@code DescribeDbInstances}. */
    static String typed(String operation) {
        return ABBREVIATION
                .matcher(operation)
                .replaceAll(found -> found.group(1) + found.group(2).toLowerCase(Locale.ROOT));
    }

    private SdkPojo builder(String suffix) {
        try {
            return (SdkPojo)
                    Class.forName("software.amazon.awssdk.services." + module + ".model." + typed(name) + suffix)
                            .getMethod("builder")
                            .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The SDK has no " + suffix + " of " + module + ":" + name, e);
        }
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
