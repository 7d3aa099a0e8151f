package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.EscalationTest.escalations;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.MadeRole;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Escalations to roles whose permissions boundary is taken away or replaced before they are assumed. */
class BoundedTargetsTest {

    private static final String BY_ACCOUNT =
            "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'111122223333'}}";

    /** A role whose boundary keeps it from being an administrator is one for a role that takes the boundary away and assumes it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    iam:DeleteRolePermissionsBoundary | *                           | *             | DeleteRolePermissionsBoundary+AssumeRole | YES
                    iam:PutRolePermissionsBoundary    | arn:aws:iam::*:role/bounded | *             | PutRolePermissionsBoundary+AssumeRole    | YES
                    iam:DeleteRolePermissionsBoundary | arn:aws:iam::*:role/other   | *             | DeleteRolePermissionsBoundary+AssumeRole | -
                    iam:DeleteRolePermissionsBoundary | *                           | s3:GetObject  | DeleteRolePermissionsBoundary+AssumeRole | -
                    """)
    void aRoleThatIsAssumedWithoutItsBoundary(
            String action, String resource, String held, String path, Certainty expected) {
        // given
        MadeRole self = role("self").inline(allow(action, resource), allow("sts:AssumeRole", "*"));
        MadeRole bounded = role("bounded")
                .inline(allow(held, "*"))
                .boundary(allow("s3:*", "*"))
                .trust(BY_ACCOUNT);

        // when, then
        assertThat(certainties(path, self, bounded))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** What the boundary keeps from a role counts where it makes no administrator, unless the role that lifts it has that already. */
    @ParameterizedTest
    @CsvSource({
        "s3:*,         sqs:SendMessage, YES",
        "s3:*,         s3:*,",
        "sqs:*,        sqs:SendMessage,",
        "logs:*,       sqs:SendMessage,"
    })
    void aRoleThatIsAssumedWithoutItsBoundaryHasWhatThatKept(String held, String own, Certainty expected) {
        // given
        MadeRole self = role("self").inline(allow("iam:DeleteRolePermissionsBoundary,sts:AssumeRole," + own, "*"));
        MadeRole bounded = role("bounded")
                .inline(allow(held, "*"))
                .boundary(allow("logs:*", "*"))
                .trust(BY_ACCOUNT);

        // when
        List<Escalation> found = escalations(self, bounded);

        // then
        assertThat(found)
                .filteredOn(one -> one.name().equals("DeleteRolePermissionsBoundary+AssumeRole"))
                .allSatisfy(one -> assertThat(one.administrator()).isFalse())
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** The same by another boundary, which leaves it all rights, or those of IAM. */
    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:policy/boundary,",
        "arn:aws:iam::aws:policy/ReadOnlyAccess,",
        "arn:aws:iam::aws:policy/AdministratorAccess, YES",
        "arn:aws:iam::aws:policy/IAMFullAccess,       YES",
        "arn:aws:iam::aws:policy/PowerUserAccess,     POSSIBLE",
        "arn:aws:iam::111122223333:policy/unknown,    POSSIBLE"
    })
    void aRoleThatIsAssumedWithinAnotherBoundary(String boundary, Certainty expected) {
        // given
        MadeRole self = role("self")
                .inline(
                        allow("sts:AssumeRole", "*"),
                        "{'Effect':'Allow','Action':'iam:PutRolePermissionsBoundary','Resource':'*',"
                                + "'Condition':{'StringEquals':{'iam:PermissionsBoundary':'" + boundary + "'}}}");
        MadeRole bounded = role("bounded")
                .inline(allow("*", "*"))
                .boundary(allow("s3:*", "*"))
                .trust(BY_ACCOUNT);

        // when, then
        assertThat(certainties("PutRolePermissionsBoundary+AssumeRole", self, bounded))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    private static List<Certainty> certainties(String path, MadeRole self, MadeRole... others) {
        return escalations(self, others).stream()
                .filter(one -> one.name().equals(path) && one.administrator())
                .map(Escalation::certainty)
                .toList();
    }
}
