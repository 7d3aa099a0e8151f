package io.muster.estate.privilege;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The facts of a request to start a session of Systems Manager on a host. A policy may ask for a check of the session's document, which who may start
 * a session with a document that gives a shell passes; without that condition, the right over the host is enough.
 *
 * @param host the ARN of the host, or a pattern
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-sessiondocumentaccesscheck.html">Systems
 *     Manager User Guide, enforce a session document permission check</a>
 */
record SessionDocuments(RolePrivileges role, String host, Facts facts) implements Facts {

    private static final String ACTION = "ssm:StartSession";
    private static final String CHECK = "ssm:sessiondocumentaccesscheck";
    private static final String DOCUMENT = ":document/";

    /** Those of a shell and of commands, with the partition, the region and the account to be filled in. */
    private static final List<String> SHELLS = List.of(
            "arn:%s:ssm:%s:%s:document/SSM-SessionManagerRunShell",
            "arn:%s:ssm:%s::document/AWS-StartInteractiveCommand",
            "arn:%s:ssm:%s::document/AWS-StartNonInteractiveCommand");

    private static final String OTHERS = "arn:%s:ssm:%s:*:document/*";

    static Facts of(RolePrivileges role, String action, String resource, Facts facts) {
        if (!action.equalsIgnoreCase(ACTION)) {
            return facts;
        }
        return resource.contains(DOCUMENT)
                ? facts.with(CHECK, Fact.of("true"))
                : new SessionDocuments(role, resource, facts);
    }

    @Override
    public Fact of(String key) {
        return key.equals(CHECK) ? check() : facts.of(key);
    }

    @Override
    public Facts now() {
        Facts now = facts.now();
        return now == facts ? this : new SessionDocuments(role, host, now);
    }

    private Fact check() {
        return switch (mayStart()) {
            case YES -> Fact.of("true");
            case NO -> Fact.of("false");
            case POSSIBLE -> new Fact(List.of(List.of("true"), List.of("false")), Optional.empty(), true);
        };
    }

    /** What other documents do is not known. */
    private Certainty mayStart() {
        Certainty shell = SHELLS.stream().map(this::mayStart).reduce(Certainty.NO, Certainty::or);
        return shell == Certainty.YES ? shell : shell.or(mayStart(OTHERS).and(Certainty.POSSIBLE));
    }

    private Certainty mayStart(String documents) {
        String asked = documents.formatted(role.partition(), region(), role.accountId());
        return SomeResource.of(role, asked, List.of(role.request(ACTION, asked)));
    }

    private String region() {
        return Stream.of(host.split(":", -1)).skip(3).findFirst().orElse("*");
    }
}
