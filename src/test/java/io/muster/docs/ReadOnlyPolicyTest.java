package io.muster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.collect.AllCollectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The policies for Muster's role in an account allow what the collectors call, and nothing else. */
class ReadOnlyPolicyTest {

    private static final GeneratedFile POLICY =
            new GeneratedFile(Path.of("deploy", "aws", "read-only-policy.json"), ReadOnlyPolicyTest.class);

    private static final Path TEMPLATE = Path.of("deploy", "aws", "cloudformation", "member-role.yaml");
    private static final Pattern ACTIONS_OF_TEMPLATE = Pattern.compile(
            "(?<=# generated from the code[^\n]{0,80}\n).*?(?= *# end of what is generated)", Pattern.DOTALL);
    private static final Path MODULE = Path.of("deploy", "aws", "terraform", "member", "main.tf");

    @Test
    void thePolicyAllowsWhatTheCodeCallsAndNothingElse() {
        String actions = AllCollectors.create().actions().stream()
                .map(action -> "        \"" + action + "\"")
                .collect(Collectors.joining(",\n"));
        POLICY.holds("""
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Sid": "MusterReadsTheInventory",
                      "Effect": "Allow",
                      "Action": [
                %s
                      ],
                      "Resource": "*"
                    }
                  ]
                }
                """.formatted(actions));
    }

    @Test
    void theTemplateAllowsTheSame() throws IOException {
        String actions = AllCollectors.create().actions().stream()
                .map(action -> " ".repeat(18) + "- " + action + "\n")
                .collect(Collectors.joining());
        String template =
                ACTIONS_OF_TEMPLATE.matcher(Files.readString(TEMPLATE)).replaceFirst(actions);

        new GeneratedFile(TEMPLATE, ReadOnlyPolicyTest.class).holds(template);
        assertThat(template).contains(actions);
    }

    @Test
    void theModuleTakesThePolicyAsItIs() throws IOException {
        assertThat(Files.readString(MODULE)).contains("policy = file(\"${path.module}/../../read-only-policy.json\")");
        assertThat(MODULE.resolveSibling("../../read-only-policy.json")).exists();
    }

    @Test
    void everyActionReads() {
        assertThat(AllCollectors.create().actions())
                .allMatch(action -> action.matches("[a-z0-9]+:(Describe|Get|List|Search)\\w+"));
    }
}
