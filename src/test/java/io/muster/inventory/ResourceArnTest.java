package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceArnTest {

    private static final Scope FRANKFURT = Scope.of("111111111111", "eu-central-1");

    private record Facts(int size) {}

    @ParameterizedTest
    @CsvSource({
        "VOLUME, vol-1, arn:aws:ec2:eu-central-1:111111111111:volume/vol-1, false",
        "VOLUME, vol-1, arn:aws:ec2:eu-central-1:222222222222:volume/vol-1, true",
        "VOLUME, vol-1, arn:aws-cn:ec2:eu-central-1:111111111111:volume/vol-1, true",
        "ALARM, cpu, arn:aws:cloudwatch:eu-central-1:111111111111:alarm:cpu, false",
        "AUTO_SCALING_GROUP, web, arn:aws:autoscaling:eu-central-1:111111111111:autoScalingGroup:u-1:autoScalingGroupName/web, true",
        "ROLE, ci/deploy, arn:aws:iam::111111111111:role/ci/deploy, false"
    })
    void keepsAnArnThatDoesNotFollowFromTheId(ResourceKind kind, String id, String arn, boolean kept) {
        Resource<Facts> resource = new Resource<>(arn, kind, FRANKFURT, id, null, Map.of(), new Facts(1));

        assertThat(resource.arn()).isEqualTo(arn);
        assertThat(resource.givenArn()).isEqualTo(kept ? arn : null);
        assertThat(resource.with(new Facts(2)).withTags(Map.of("a", "b")).arn()).isEqualTo(arn);
    }

    @Test
    void isTheSameWhetherItsArnWasGivenOrFollows() {
        String arn = FRANKFURT.arn(ResourceKind.VOLUME, "vol-1");
        Resource<Facts> given =
                new Resource<>(arn, ResourceKind.VOLUME, FRANKFURT, "vol-1", null, Map.of(), new Facts(1));

        assertThat(new Resource<>(null, ResourceKind.VOLUME, FRANKFURT, "vol-1", null, Map.of(), new Facts(1)))
                .isEqualTo(given);
    }
}
