package io.muster.rule.iam;

import io.muster.inventory.kind.UserData;
import io.muster.rule.Evidence;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The verdict on user data, of which the kinds of secrets are known and never the text. */
final class UserDataSecrets {

    static final String RATIONALE =
            "User data is no place for secrets: every process of the instance reads it from the metadata service, and so does"
                    + " everybody who may describe the instance's attributes or the template.";

    static final String REMEDIATION =
            "Replace each secret at its source, for it is to be taken for known. Keep the new one in Secrets Manager or Parameter"
                    + " Store, and let the instance fetch it by its role. ";

    static final String GUIDE = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html";

    private UserDataSecrets() {}

    /**
     * The verdict on all of them together: a failure where one holds secrets, else UNKNOWN where one was not searched.
     *
     * @param holder the owner of the user data, for the message
     */
    static Verdict judge(Severity severity, String holder, Collection<Named> all) {
        List<Named> bad = all.stream().filter(Named::holdsSecrets).toList();
        if (!bad.isEmpty()) {
            return Verdict.fail(
                    severity,
                    "The user data of the " + holder + " seems to hold secrets: " + String.join(", ", secrets(bad))
                            + ".",
                    Evidence.of("userData", bad.stream().map(Named::facts).toList())
                            .facts());
        }
        return all.stream().allMatch(Named::searched)
                ? Verdict.pass()
                : Verdict.unknown("not all user data of the " + holder + " could be searched for secrets");
    }

    private static List<String> secrets(List<Named> bad) {
        return bad.stream()
                .flatMap(named -> Stream.ofNullable(named.data()).flatMap(data -> data.secrets().stream()))
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * User data with the version of the launch template that it is of.
     *
     * @param version null where there are no versions
     */
    record Named(@Nullable Long version, @Nullable UserData data) {

        boolean holdsSecrets() {
            return data != null && !data.secrets().isEmpty();
        }

        boolean searched() {
            return data != null && data.examined();
        }

        Object facts() {
            UserData known = Objects.requireNonNullElseGet(data, UserData::none);
            return Evidence.of("version", version)
                    .and("secrets", known.secrets())
                    .and("sha256", known.sha256())
                    .facts();
        }
    }
}
