package io.muster.scan.verification;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static io.muster.scan.verification.VerificationOutcome.AGREES;
import static io.muster.scan.verification.VerificationOutcome.DISAGREES;
import static io.muster.scan.verification.VerificationOutcome.UNDECIDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.aws.simulation.Simulation;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.estate.privilege.Simulated;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ComparisonTest {

    private static final String BUCKET = "arn:aws:s3:::b/key";
    private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/k";
    private static final String IF = "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{%s}}";

    @ParameterizedTest
    @MethodSource("compared")
    void answersAreCompared(
            MadeRole role, String action, String resource, Simulation answer, VerificationOutcome expected) {
        // given
        var estate = Estates.estate().without(ResourceKind.KMS_KEY).with(role).build();
        Simulated own = Simulated.of(RolePrivileges.of(role.resource(), estate), action, resource);

        // when
        Comparison comparison = Comparison.of(own, answer, Map.of());

        // then
        assertThat(comparison.outcome()).isEqualTo(expected);
        assertThat(comparison.reason() == null).isEqualTo(expected == AGREES);
    }

    static Stream<Arguments> compared() {
        MadeRole all = role("r").inline(allow("*", "*"));
        MadeRole denied = role("r").inline(allow("*", "*"), deny("s3:*", "*"));
        return Stream.of(
                argumentSet("both allow", all, "s3:GetObject", BUCKET, said("allowed"), AGREES),
                argumentSet("both deny", denied, "s3:GetObject", BUCKET, said("explicitDeny"), AGREES),
                argumentSet(
                        "a denial by another name", role("r"), "s3:GetObject", BUCKET, said("explicitDeny"), AGREES),
                argumentSet("only Muster allows", all, "s3:GetObject", BUCKET, said("implicitDeny"), DISAGREES),
                argumentSet("only AWS allows", denied, "s3:GetObject", BUCKET, said("allowed"), DISAGREES),
                argumentSet("no decision", all, "s3:GetObject", BUCKET, said(""), UNDECIDED),
                argumentSet("a decision that AWS does not document", all, "s3:GetObject", BUCKET, said("x"), UNDECIDED),
                argumentSet("the key's policy is not read by AWS", all, "kms:Decrypt", KEY, said("allowed"), AGREES),
                argumentSet(
                        "AWS's own policies are not changed by anybody, which the simulator does not know",
                        all,
                        "iam:CreatePolicyVersion",
                        "arn:aws:iam::aws:policy/ReadOnlyAccess",
                        said("allowed"),
                        AGREES),
                argumentSet(
                        "an unknown key decides",
                        role("r").inline(IF.formatted("'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}")),
                        "s3:GetObject",
                        BUCKET,
                        said("implicitDeny", "aws:SourceIp"),
                        UNDECIDED),
                argumentSet(
                        "a key of which Muster knows two values",
                        role("r").inline(IF.formatted("'BoolIfExists':{'aws:MultiFactorAuthPresent':'false'}")),
                        "s3:GetObject",
                        BUCKET,
                        said("implicitDeny", "aws:MultiFactorAuthPresent"),
                        UNDECIDED),
                argumentSet(
                        "a boundary that does not allow",
                        role("r").inline(allow("*", "*")).boundary(allow("ec2:*", "*")),
                        "s3:GetObject",
                        BUCKET,
                        said("implicitDeny"),
                        AGREES));
    }

    private static Simulation said(String decision, String... missing) {
        return new Simulation(decision, List.of(), List.of(missing), null, null);
    }
}
