package io.muster.aws.organization;

/**
 * A root or an organizational unit.
 *
 * @param id   {@code r-…} of a root, {@code ou-…} of a unit
 * @param name as the organization's administrators named it; any text of 1 to 128 characters
 */
public record Unit(String id, String name) {

    /** The name as part of a path: a slash in it, and the percent sign, are percent-encoded, so that no name looks like two. */
    String pathName() {
        return name.replace("%", "%25").replace("/", "%2F");
    }
}
