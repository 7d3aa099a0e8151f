package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.KeyPair;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;

/** Key pairs come all at once: {@code DescribeKeyPairs} has no pages. */
@ApplicationScoped
class KeyPairCollector extends ListingCollector<KeyPairInfo, KeyPair> {

    KeyPairCollector() {
        super(
                KeyPair.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeKeyPairs",
                        (Ec2AsyncClient ec2, String token) -> ec2.describeKeyPairs(),
                        page -> null,
                        DescribeKeyPairsResponse::keyPairs));
    }

    @Override
    Resource<KeyPair> resource(AwsScope aws, KeyPairInfo key) {
        Map<String, String> tags = Tags.of(key.tags());
        KeyPair attributes = new KeyPair(key.keyName(), key.keyTypeAsString(), key.keyFingerprint(), key.createTime());
        return aws.resource(key.keyPairId(), Tags.name(tags, key.keyName()), tags, attributes);
    }
}
