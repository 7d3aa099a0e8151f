package io.muster.platform;

import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Accounts that are granted by their place in the organization or by a tag that they have there.
 *
 * @param name  of a path its text, of a unit its id, of a tag its key
 * @param value of a tag; null for any value, and for units
 */
public record OrganizationGrant(
        Type type, String name, @Nullable String value) {

    /** How accounts are told. */
    public enum Type {
        /** By the path of their unit, or of one above it. */
        PATH,
        /** By the id of their unit, or of one above it. */
        UNIT,
        /** By a tag. */
        TAG
    }

    /** How a grant by unit begins. */
    private static final String OF_UNIT = "ou:";

    /** How a grant by tag begins. */
    private static final String OF_TAG = "tag:";

    /** See the Organizations API Reference, Root and OrganizationalUnit. */
    private static final Pattern UNIT_ID = Pattern.compile("r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}");

    private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final int HEX = 16;
    private static final int ASCII = 128;

    /** Whether a text is meant for such a grant, be it a valid one or not. */
    public static boolean isMeant(String text) {
        return text.startsWith(OF_UNIT) || text.startsWith(OF_TAG);
    }

    /** Whether a text has the form of the id of a root or of a unit. */
    private static boolean isUnitId(String text) {
        return UNIT_ID.matcher(text).matches();
    }

    /** Whether a text is the id of a unit, or a path of units from the root as {@link OrganizationPath} reads it. */
    public static boolean isUnit(String text) {
        return isUnitId(text) || (text.startsWith("/") && isPath(OrganizationPath.of(text)));
    }

    private static boolean isPath(OrganizationPath path) {
        return !path.text().contains("//") && !path.text().contains("*");
    }

    /** The accounts of a unit and of those below it, by its id or its path, as {@link #isUnit} has them. */
    public static OrganizationGrant ofUnit(String text) {
        return isUnitId(text)
                ? new OrganizationGrant(Type.UNIT, text, null)
                : new OrganizationGrant(Type.PATH, OrganizationPath.of(text).text(), null);
    }

    /** The accounts with a tag, {@code team=payments}, or with any value of it, {@code team}. */
    public static OrganizationGrant ofTag(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new OrganizationGrant(Type.TAG, text, null)
                : new OrganizationGrant(Type.TAG, text.substring(0, equals), text.substring(equals + 1));
    }

    /**
     * The grant that a text means: {@code ou:/Production/Payments}, {@code ou:ou-abcd-11111111}, {@code tag:team=payments} or
     * {@code tag:team}. Characters that the text's place does not admit may be percent-encoded; in a path {@code %2F} and {@code %25} are
     * part of a unit's name, as in {@code ouPath}.
     *
     * @throws IllegalArgumentException for another text, with the reason
     */
    public static OrganizationGrant parse(String text) {
        if (text.startsWith(OF_UNIT)) {
            return unit(text.substring(OF_UNIT.length()));
        }
        if (text.startsWith(OF_TAG)) {
            return tag(text.substring(OF_TAG.length()));
        }
        throw new IllegalArgumentException(text + " begins with neither " + OF_UNIT + " nor " + OF_TAG);
    }

    private static OrganizationGrant unit(String text) {
        if (isUnitId(text)) {
            return new OrganizationGrant(Type.UNIT, text, null);
        }
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException(OF_UNIT + text
                    + " has neither a path of units from the root (ou:/Production/Payments) nor the id of a unit"
                    + " (ou:ou-abcd-11111111)");
        }
        OrganizationPath path = OrganizationPath.of(decoded(text, "%/"));
        if (!isPath(path)) {
            throw new IllegalArgumentException(
                    OF_UNIT + text + " has an empty name of a unit, or a * that is not the last part of the path");
        }
        return new OrganizationGrant(Type.PATH, path.text(), null);
    }

    private static OrganizationGrant tag(String text) {
        int equals = text.indexOf('=');
        String key = decoded(equals < 0 ? text : text.substring(0, equals), "");
        if (key.isBlank()) {
            throw new IllegalArgumentException(OF_TAG + text + " has no tag's key (tag:team=payments)");
        }
        return new OrganizationGrant(Type.TAG, key, equals < 0 ? null : decoded(text.substring(equals + 1), ""));
    }

    /** @param kept the characters that stay encoded */
    private static String decoded(String text, String kept) {
        return ENCODED.matcher(text).replaceAll(code -> Matcher.quoteReplacement(decoded(code, kept)));
    }

    private static String decoded(MatchResult code, String kept) {
        int character = Integer.parseInt(code.group(1), HEX);
        return character >= ASCII || kept.indexOf(character) >= 0
                ? "%" + code.group(1).toUpperCase(Locale.ROOT)
                : String.valueOf((char) character);
    }

    /**
     * Whether the account is meant.
     *
     * @param path  of its unit, by names
     * @param units the ids of the root and the units above it
     * @param tags  of the account in the organization; null where they are not known
     */
    public boolean means(String path, List<String> units, @Nullable Map<String, String> tags) {
        return switch (type) {
            case PATH -> new OrganizationPath(name).holds(path);
            case UNIT -> units.contains(name);
            case TAG -> tags != null && tags.containsKey(name) && (value == null || value.equals(tags.get(name)));
        };
    }

    /** As a person writes it. */
    public String text() {
        return switch (type) {
            case PATH, UNIT -> OF_UNIT + name;
            case TAG -> OF_TAG + name + (value == null ? "" : "=" + value);
        };
    }
}
