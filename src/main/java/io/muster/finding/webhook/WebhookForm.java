package io.muster.finding.webhook;

import io.muster.platform.MusterException;
import io.muster.platform.MusterException.Violation;
import io.muster.platform.OrganizationPath;
import io.muster.platform.Texts;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The form of what callers send for a webhook. */
public final class WebhookForm {

    public static final int LONGEST_NAME = 100;
    public static final int LONGEST_URL = Targets.LONGEST;
    public static final int SHORTEST_SECRET = 16;
    public static final int LONGEST_SECRET = 256;
    public static final int LONGEST_MESSAGE = 500;
    public static final int MOST_ENTRIES = 100;
    public static final int LAST_HOUR = 23;

    /** See the EC2 user guide, "Tag restrictions". */
    public static final int LONGEST_TAG_KEY = 128;

    public static final int LONGEST_TAG_VALUE = 256;

    private static final int LONGEST_TEXT = 512;

    private WebhookForm() {}

    /** Throws a bad request that names every field at fault. */
    static void check(WebhookDraft draft, Targets targets, boolean isNew) {
        List<Violation> violations = new ArrayList<>();
        if (draft.name() == null || draft.name().isBlank()) {
            violations.add(new Violation("name", "is missing"));
        }
        Texts.checkLength("name", draft.name(), LONGEST_NAME, violations);
        if (draft.format() == null) {
            violations.add(new Violation("format", "is missing: one of " + Arrays.toString(WebhookFormat.values())));
        }
        if (isNew || draft.url() != null) {
            targets.fault(draft.url() == null ? null : draft.url().value())
                    .ifPresent(fault -> violations.add(new Violation("url", fault)));
        }
        checkSecret(draft, isNew, violations);
        if (draft.digestHour() != null && (draft.digestHour() < 0 || draft.digestHour() > LAST_HOUR)) {
            violations.add(new Violation("digestHour", "must be from 0 to " + LAST_HOUR));
        }
        checkFilter(draft.filter(), violations);
        MusterException.refuse(violations);
    }

    /** Throws a bad request where the text of a test is too long. */
    static void check(@Nullable String message) {
        List<Violation> violations = new ArrayList<>();
        Texts.checkLength("message", message, LONGEST_MESSAGE, violations);
        MusterException.refuse(violations);
    }

    /** Chats do not check signatures; a program that takes events from the network has to. */
    private static void checkSecret(WebhookDraft draft, boolean isNew, List<Violation> violations) {
        if (draft.secret() == null) {
            if (isNew && draft.format() == WebhookFormat.JSON) {
                violations.add(new Violation("secret", "is missing: the key of the signatures"));
            }
            return;
        }
        int length = draft.secret().value().length();
        if (length < SHORTEST_SECRET || length > LONGEST_SECRET) {
            violations.add(new Violation(
                    "secret", "must have from " + SHORTEST_SECRET + " to " + LONGEST_SECRET + " characters"));
        }
    }

    private static void checkFilter(WebhookFilter filter, List<Violation> violations) {
        checkList("filter.types", filter.types(), violations);
        checkList("filter.severities", filter.severities(), violations);
        checkList("filter.areas", filter.areas(), violations);
        checkList("filter.ruleIds", filter.ruleIds(), violations);
        checkList("filter.accountIds", filter.accountIds(), violations);
        checkList("filter.tags", filter.tags(), violations);
        if (filter.ouPath() != null && !filter.ouPath().startsWith("/")) {
            violations.add(new Violation("filter.ouPath", "must begin with a slash, as in /Production"));
        }
        Texts.checkLength("filter.ouPath", filter.ouPath(), LONGEST_TEXT, violations);
        List<WebhookFilter.Tag> tags = filter.tags() == null ? List.of() : filter.tags();
        for (int i = 0; i < tags.size(); i++) {
            checkTag("filter.tags[" + i + "]", tags.get(i), violations);
        }
    }

    private static void checkTag(String field, @Nullable WebhookFilter.Tag tag, List<Violation> violations) {
        if (tag == null) {
            return; // said of the list
        }
        if (tag.key() == null || tag.key().isEmpty()) {
            violations.add(new Violation(field + ".key", "is missing"));
        }
        Texts.checkLength(field + ".key", tag.key(), LONGEST_TAG_KEY, violations);
        Texts.checkLength(field + ".value", tag.value(), LONGEST_TAG_VALUE, violations);
    }

    /** Refuses an empty list, which would match nothing: such a webhook should be disabled instead. */
    private static void checkList(String field, @Nullable List<?> list, List<Violation> violations) {
        Texts.checkCount(field, list, MOST_ENTRIES, violations);
        if (list == null) {
            return;
        }
        if (list.isEmpty()) {
            violations.add(new Violation(field, "is empty: leave it out to mean all"));
        } else if (list.stream().anyMatch(Objects::isNull)) {
            violations.add(new Violation(field, "has an entry that is null"));
        }
    }

    /** The path as units are stored. */
    static @Nullable String unit(@Nullable String ouPath) {
        return ouPath == null ? null : OrganizationPath.of(ouPath).text();
    }
}
