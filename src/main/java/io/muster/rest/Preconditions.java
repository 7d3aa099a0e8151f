package io.muster.rest;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import jakarta.annotation.Nullable;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a call makes its answer depend on, RFC 9110 section 13.
 *
 * @param ifMatch     the entity tags of which the resource must have one; null where it may have any
 * @param ifNoneMatch the entity tags of which it must have none; null where it may have any
 */
record Preconditions(@Nullable Tags ifMatch, @Nullable Tags ifNoneMatch) {

    /** Reads the call's headers; one that is no list of entity tags is a bad request. */
    static Preconditions of(HttpHeaders headers) {
        return new Preconditions(Tags.of(headers, HttpHeaders.IF_MATCH), Tags.of(headers, HttpHeaders.IF_NONE_MATCH));
    }

    /** Whether the caller has what it would be given. */
    boolean notModified(String tag) {
        return ifNoneMatch != null && ifNoneMatch.hold(tag, true);
    }

    /** Throws {@link ErrorCode#PRECONDITION_FAILED} unless the resource, with its tag if there is one, may be changed. */
    void check(@Nullable String tag) {
        if (ifMatch != null && !ifMatch.hold(tag, false)) {
            throw new MusterException(
                    ErrorCode.PRECONDITION_FAILED, "It has changed since, or is gone: read it again (If-Match)");
        }
        if (ifNoneMatch != null && ifNoneMatch.hold(tag, true)) {
            throw new MusterException(ErrorCode.PRECONDITION_FAILED, "It is there already (If-None-Match)");
        }
    }

    /** The entity tags of a header, or {@code *} for whatever there is. */
    record Tags(boolean any, List<String> tags) {

        private static final String TAG = "(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"";
        private static final Pattern ONE = Pattern.compile(TAG);
        private static final Predicate<String> LIST =
                Pattern.compile(TAG + "(\\s*,\\s*" + TAG + ")*").asMatchPredicate();

        @Nullable
        static Tags of(HttpHeaders headers, String name) {
            List<String> lines = headers.getRequestHeader(name);
            if (lines == null || lines.isEmpty()) {
                return null;
            }
            String value = String.join(",", lines).strip();
            if (value.equals("*")) {
                return new Tags(true, List.of());
            }
            if (value.length() > LONGEST || !LIST.test(value)) {
                throw MusterException.badField(name, "must be * or a list of entity tags, each in double quotes");
            }
            return new Tags(
                    false, ONE.matcher(value).results().map(MatchResult::group).toList());
        }

        private static final int LONGEST = 1_000;

        boolean hold(@Nullable String tag, boolean weakly) {
            if (tag == null) {
                return false;
            }
            return any || tags.contains(tag) || (weakly && tags.contains("W/" + tag));
        }
    }
}
