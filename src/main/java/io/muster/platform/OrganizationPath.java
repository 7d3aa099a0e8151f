package io.muster.platform;

import java.util.stream.Stream;

/**
 * A path of organizational units by their names, as in {@code /Production/Payments}; {@code /} is the root. It means the unit and all
 * that is below it.
 *
 * @param text begins with a slash and, but for the root's, ends with none
 */
public record OrganizationPath(String text) {

    private static final String ROOT = "/Root";
    private static final String ALL_BELOW = "/*";

    /**
     * The path that a person wrote. It may end with a slash or with {@code /*}, and may begin with the root, which AWS names Root in
     * every organization: {@code /Root/Production/*} is {@code /Production}.
     */
    public static OrganizationPath of(String text) {
        String path = without(without(text, ALL_BELOW), "/");
        if (path.equals(ROOT) || path.startsWith(ROOT + "/")) {
            path = path.substring(ROOT.length());
        }
        return new OrganizationPath(path.isEmpty() ? "/" : path);
    }

    private static String without(String text, String end) {
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }

    /** This path and those of the units above it, but for the root. */
    public Stream<String> upwards() {
        return Stream.iterate(text, path -> path.length() > 1, path -> path.substring(0, path.lastIndexOf('/')));
    }

    /** Whether the other path is this one or below it. */
    public boolean holds(String path) {
        return text.equals("/") || path.equals(text) || path.startsWith(text + "/");
    }
}
