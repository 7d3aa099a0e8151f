package io.muster.demo;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** An operation's name in the SDK's types, which spell abbreviations as words: {@code DescribeDbInstances}. */
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
        String form = VARIABLE.matcher(http)
                .replaceAll(
                        one -> "(?<%s>%s)".formatted(one.group(1), one.group(2).isEmpty() ? "[^/]+" : ".+"));
        Matcher given = Pattern.compile(form).matcher(method + " " + path);
        return Optional.of(given)
                .filter(Matcher::matches)
                .map(found -> VARIABLE.matcher(http)
                        .results()
                        .map(one -> one.group(1))
                        .collect(Collectors.toMap(name -> name, found::group)));
    }

    @Override
    public String toString() {
        return service + ":" + name;
    }
}
