package io.muster.account;

/**
 * A path of organizational units by their names, as in {@code /Production/Payments}; {@code /} is the root.
 *
 * @param text begins with a slash and, but for the root's, ends with none
 */
record OrganizationPath(String text) {

    static OrganizationPath of(String text) {
        return new OrganizationPath(
                text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    /** Whether the other path is this one or below it. */
    boolean holds(String path) {
        return text.equals("/") || path.equals(text) || path.startsWith(text + "/");
    }
}
