package io.muster.rule.iam;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static io.muster.rule.iam.BroadRightsRulesTest.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Judging;
import io.muster.rule.Rule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about broad rights, of a role in the partition of China, which has services with names of their own. */
class BroadRightsInChinaTest {

    private static final String HIGH = "FAIL HIGH";
    private static final String PASS = "PASS";
    private static final String UNKNOWN = "UNKNOWN";
    private static final Rule<Role> PASSES = new RolePassesRoles();
    private static final Rule<Role> ELSEWHERE = new RoleRunsCodeElsewhere();

    @ParameterizedTest
    @MethodSource
    void judges(Rule<Role> rule, String statement, String expected) {
        MadeRole role = role("r").inline(allow("ec2:AssociateIamInstanceProfile", "*"), statement);
        Resource<Role> home = role.resource();
        Scope scope = home.scope().in("aws-cn");
        Resource<Role> moved = new Resource<>(
                scope.arn(ResourceKind.ROLE, "r"), ResourceKind.ROLE, scope, "r", null, Map.of(), home.attributes());
        Estates.Made<Role> chinese = () -> moved;
        Estates estate = Estates.estate()
                .with(
                        chinese,
                        Made.of("p", new InstanceProfile("AIPAp", "/", moved.arn(), null)),
                        instance("i-1").profile("p"),
                        instance("i-2"))
                .global();
        assertThat(Judging.judge(rule, chinese, estate.build())).isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        String service = "'StringEquals': {'iam:PassedToService': '%s'}";
        String resource = "'ArnLike': {'iam:AssociatedResourceARN': 'arn:%s:*:*:*:*'}";
        return Stream.of(
                argumentSet("any", ELSEWHERE, allow("iam:PassRole", "*"), HIGH),
                argumentSet(
                        "to EC2 as China names it",
                        ELSEWHERE,
                        on("iam:PassRole", "*", service.formatted("ec2.amazonaws.com.cn")),
                        UNKNOWN),
                argumentSet(
                        "to another service",
                        ELSEWHERE,
                        on("iam:PassRole", "*", service.formatted("lambda.amazonaws.com")),
                        PASS),
                argumentSet(
                        "to resources of the partition",
                        PASSES,
                        on("iam:PassRole", "*", resource.formatted("aws-cn")),
                        HIGH),
                argumentSet(
                        "to resources of another partition",
                        PASSES,
                        on("iam:PassRole", "*", resource.formatted("aws")),
                        PASS));
    }
}
