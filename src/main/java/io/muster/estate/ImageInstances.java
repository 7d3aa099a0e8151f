package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import java.util.List;
import java.util.stream.Stream;

/** The instances that are known to have been launched from an image. */
public final class ImageInstances {

    private final Index<Instance> byImage;

    private ImageInstances(Estate estate) {
        byImage = new Index<>(
                estate.stored(Instance.class),
                instance -> Stream.ofNullable(instance.imageId()).toList());
    }

    /** The instances of the image. */
    public static List<Resource<Instance>> of(String imageId, Estate estate) {
        return estate.view(ImageInstances.class, ImageInstances::new).byImage.get(imageId);
    }
}
