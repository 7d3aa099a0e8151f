package io.muster.rule;

import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReplaceableTest {

    @ParameterizedTest
    @MethodSource
    void tellsByTheTagsOfTheVolumeAndOfItsInstance(String ofInstance, String ofVolume, boolean expected) {
        // given
        Estates.Made<Volume> volume = Made.of(
                "vol-1",
                Map.of(ofVolume, "x"),
                Parts.of(Volume.class, "attachments", List.of(new VolumeAttachment("i-1", "/dev/xvda", true, true))));
        Estate estate = Estates.estate()
                .with(volume, instance("i-1").tag(ofInstance, "x"))
                .build();

        // then
        assertThat(Replaceable.isVolume(volume.resource(), estate)).isEqualTo(expected);
    }

    static Stream<Arguments> tellsByTheTagsOfTheVolumeAndOfItsInstance() {
        String claim = "kubernetes.io/created-for/pvc/name";
        return Stream.of(
                argumentSet("a server", "app", "app", false),
                argumentSet("a member of a group", "aws:autoscaling:groupName", "app", true),
                argumentSet("a node of Kubernetes", "kubernetes.io/cluster/c", "app", true),
                argumentSet("by the volume's tags", "app", "kubernetes.io/cluster/c", true),
                argumentSet("a claimed volume on a node", "kubernetes.io/cluster/c", claim, false));
    }
}
