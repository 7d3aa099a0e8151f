package io.muster.rest;

import io.muster.platform.Caller;
import io.muster.platform.identity.Session;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The caller, in the answer to the caller. */
@Schema(name = "Caller")
record CallerDocument(
        @Schema(description = "For people; not unique.") String name,

        @Schema(description = "viewer reads, operator scans, too, admin registers and purges accounts, too.")
        String role,

        @Schema(description = "The ids of the accounts that the caller may see and act on; null for every account.")
        @Nullable
        List<String> accounts,

        @Schema(
                description =
                        "The units and tags of the organization by which some of them are granted, as in ou:/Production and"
                                + " tag:team=payments.")
        List<String> grants,

        @Schema(
                description =
                        "How the caller was identified: token, users-file, or none where callers are not authenticated.")
        String source,

        @Schema(description = "When the session of a person who signed in to the pages ends; null for others.")
        @Nullable
        Instant sessionEndsAt) {

    static CallerDocument of(Caller caller, @Nullable Session session) {
        Set<String> accounts = caller.accounts().accountIds();
        return new CallerDocument(
                caller.name(),
                caller.role().wireName(),
                accounts == null ? null : accounts.stream().sorted().toList(),
                caller.granted().texts(),
                caller.id().source().wireName(),
                session == null ? null : session.ends());
    }
}
