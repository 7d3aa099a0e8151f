package io.muster.estate.privilege;

import java.util.regex.Pattern;

/** The names of a service as a principal: one for all regions, and one for each; those of China may have a domain of their own. */
final class ServicePrincipal {

    private static final String CHINA = ".cn";

    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]+");

    private ServicePrincipal() {}

    /** @param service as {@link #plain} has it, for all regions */
    static boolean is(String name, String service) {
        String plain = plain(name);
        if (plain.equals(service)) {
            return true;
        }
        int prefix = service.indexOf('.');
        return prefix > 0
                && plain.startsWith(service.substring(0, prefix + 1))
                && plain.endsWith(service.substring(prefix))
                && plain.length() > service.length()
                && REGION.matcher(plain.substring(prefix + 1, plain.length() - (service.length() - prefix)))
                        .matches();
    }

    /** The name without the domain of China. */
    static String plain(String name) {
        return name.endsWith(CHINA) ? name.substring(0, name.length() - CHINA.length()) : name;
    }
}
