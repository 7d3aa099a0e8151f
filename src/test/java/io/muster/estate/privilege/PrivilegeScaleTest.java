package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.PolicyDocument;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The privileges of an account with many roles, of 20 policies each; each tenth may lift its own boundary and denials, and roles of another account
 * trust all of them. It says how long they took and what they left in memory; {@code -Dmuster.privilege.roles=5000} asks for more roles than the tests
 * take, {@code -Dmuster.privilege.elsewhere=1000} for more of the other account.
 */
class PrivilegeScaleTest {

    private static final int ROLES = Integer.getInteger("muster.privilege.roles", 100);
    private static final int ELSEWHERE = Integer.getInteger("muster.privilege.elsewhere", 20);
    private static final int ATTACHED = 10;
    private static final int INLINE = 10;
    private static final String IAM = "arn:aws:iam::" + Estates.ACCOUNT + ":";

    private static final String[] SERVICES = {
        "s3",
        "dynamodb",
        "sqs",
        "sns",
        "logs",
        "cloudwatch",
        "ecr",
        "ecs",
        "lambda",
        "ssm",
        "kms",
        "secretsmanager",
        "rds",
        "glue"
    };

    private static final String[] TRUSTED = {
        "ec2", "lambda", "ecs-tasks", "codebuild", "glue", "states", "cloudformation"
    };

    private final Random random = new Random(12);
    private final Map<String, JsonNode> policies = new HashMap<>();

    @Test
    void everyRoleOfALargeAccount() {
        // given
        List<Resource<Role>> roles = new ArrayList<>();
        for (int i = 0; i < ROLES; i++) {
            roles.add(role(i));
        }
        Estates made = Estates.estate().global().without(ResourceKind.KMS_KEY);
        roles.forEach(role -> {
            Estates.Made<Role> kept = () -> role;
            made.with(kept);
        });
        for (int i = 0; i < ELSEWHERE; i++) {
            made.elsewhere(
                    Estates.OTHER_ACCOUNT,
                    "YES",
                    "YES",
                    MadeRole.role("other-" + i)
                            .trust("{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {'AWS': '" + IAM
                                    + "root'}}"));
        }
        Estate estate = made.build();
        long heap = used();
        long before = processorTime();

        // when
        long characters = 0;
        List<String> administrators = new ArrayList<>();
        for (Resource<Role> role : roles) {
            characters += PrivilegeDocument.text(role, estate).length();
            if (Privileges.admin(role, estate).equals("YES")) {
                administrators.add(role.name());
            }
        }

        // then
        long millis = (processorTime() - before) / 1_000_000;
        System.out.printf(
                "%d roles, %d policies each: %d ms of a processor, %d MB more in memory, %d administrators, %d characters%n",
                ROLES, ATTACHED + INLINE, millis, (used() - heap) >> 20, administrators.size(), characters);
        assertThat(administrators)
                .as("those that may do everything")
                .containsExactlyElementsOf(IntStream.range(0, ROLES)
                        .filter(number -> number % 50 == 4)
                        .mapToObj(number -> "role-" + number)
                        .toList());
        assertThat(estate.stored(Role.class)).hasSize(ROLES);
    }

    /** That of this thread alone: other tests, and collections of garbage, take none of it. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private Resource<Role> role(int number) {
        List<PolicyDocument> inline = new ArrayList<>();
        for (int i = 0; i < INLINE; i++) {
            inline.add(new PolicyDocument("inline-" + i, MadeRole.policy(inline(number, i), some(number + i))));
        }
        List<AttachedPolicy> attached = new ArrayList<>();
        for (int i = 0; i < ATTACHED; i++) {
            int policy = random.nextInt(Math.max(ATTACHED, ROLES / 4));
            String arn = IAM + "policy/team-" + policy;
            attached.add(new AttachedPolicy(
                    arn,
                    "team-" + policy,
                    false,
                    policies.computeIfAbsent(arn, key -> MadeRole.policy(some(policy), some(policy + 7)))));
        }
        boolean bounded = number % 10 == 6;
        if (bounded) {
            inline.add(new PolicyDocument("iam", MadeRole.policy(allow("iam:*", "*"), deny("iam:PassRole", "*"))));
        }
        Role attributes = new Role(
                "/",
                trust(number),
                inline,
                attached,
                bounded ? IAM + "policy/boundary" : null,
                bounded ? MadeRole.policy(allow("iam:*", "*"), allow("s3:*", "*")) : null,
                null,
                null,
                null,
                null,
                null);
        String name = "role-" + number;
        return new Resource<>(
                IAM + "role/" + name,
                ResourceKind.ROLE,
                Estates.REGION.global(),
                name,
                name,
                Map.of("team", "t" + number % 20),
                attributes);
    }

    private String some(int number) {
        String service = SERVICES[number % SERVICES.length];
        return allow(
                service + ":Get*, " + service + ":Put*, " + service + ":List*",
                "arn:aws:" + service + ":*:*:app-" + number + "/*");
    }

    /** The rights that lead from role to role are the dear ones: each tenth role has some. */
    private String inline(int number, int policy) {
        if (policy > 0 || number % 10 > 5) {
            return deny("ec2:Terminate*", "arn:aws:ec2:*:*:instance/i-" + number);
        }
        return switch (number % 10) {
            case 0 -> allow("iam:PassRole", IAM + "role/role-" + number / 10 + "*");
            case 1 -> allow("sts:AssumeRole", IAM + "role/*");
            case 2 -> allow("iam:PutRolePolicy, iam:UpdateAssumeRolePolicy", IAM + "role/role-" + (number + 1));
            case 3 -> allow("ec2:RunInstances, lambda:*, iam:PassRole, ssm:SendCommand, ecs:*, glue:*, states:*", "*");
            case 4 ->
                number % 50 == 4
                        ? allow("*", "*")
                        : allow("iam:CreatePolicyVersion", IAM + "policy/team-" + number % 40);
            default -> allow("iam:Get*, iam:List*, ec2:Describe*, ssm:StartSession", "*");
        };
    }

    private JsonNode trust(int number) {
        String principal = switch (number % 4) {
            case 0 -> "{'AWS': '" + IAM + "root'}";
            case 1 -> "{'AWS': '" + IAM + "role/role-" + (number + 13) % ROLES + "'}";
            default -> "{'Service': '" + TRUSTED[number % TRUSTED.length] + ".amazonaws.com'}";
        };
        return MadeRole.policy("{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': " + principal + "}");
    }
}
