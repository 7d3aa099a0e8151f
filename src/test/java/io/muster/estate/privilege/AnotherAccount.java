package io.muster.estate.privilege;

import static io.muster.estate.Estates.OTHER_ACCOUNT;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the tests of two accounts share: the role {@code self} of this one, which may assume the role {@code target} of the other one, that trusts
 * this account.
 */
final class AnotherAccount {

    static final String ACCOUNT = Estates.ACCOUNT;
    static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/";
    static final String TARGET = "arn:aws:iam::" + OTHER_ACCOUNT + ":role/target";
    static final String ALLOW_ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    static final String OWN_ACCOUNT = "'Principal':{'AWS':'" + ACCOUNT + "'}";

    static MadeRole trusting(String... statements) {
        return role("target")
                .trust(Stream.of(statements)
                        .map(statement -> "{'Effect':'Allow','Action':'sts:AssumeRole',"
                                + statement.replace("{account}", ACCOUNT) + "}")
                        .toArray(String[]::new));
    }

    static MadeRole assuming() {
        return role("self").inline(allow("sts:AssumeRole", TARGET)).trustedByEc2();
    }

    static Estates withAdministrator(MadeRole target, MadeRole... own) {
        return Estates.estate().with(own).elsewhere(OTHER_ACCOUNT, "YES", "YES", target);
    }

    static List<Certainty> certainties(MadeRole self, Estate estate) {
        return escalations(self, estate).stream().map(Escalation::certainty).toList();
    }

    static List<Escalation> escalations(MadeRole self, Estate estate) {
        return PrivilegeGraph.of(estate).escalations(self.resource());
    }

    private AnotherAccount() {}
}
