package io.muster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.collect.AllCollectors;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The policy for Muster's role in an account allows what the collectors call, and nothing else. */
class ReadOnlyPolicyTest {

    private static final GeneratedFile POLICY =
            new GeneratedFile(Path.of("deploy", "aws", "read-only-policy.json"), ReadOnlyPolicyTest.class);

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
    void everyActionReads() {
        assertThat(AllCollectors.create().actions())
                .allMatch(action -> action.matches("[a-z0-9]+:(Describe|Get|List)\\w+"));
    }
}
