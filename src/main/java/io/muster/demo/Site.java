package io.muster.demo;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * One region of one account, with the ids of what is in it, so that its parts can name each other without being made.
 *
 * @param dice          the region's
 * @param accountDice   those of the account's IAM
 * @param accountNumber from 0, the hub
 * @param regionNumber  the region's place among the account's
 * @param instances     how many instance numbers there are
 */
record Site(
        Dice dice,
        Dice accountDice,
        DemoAccount account,
        int accountNumber,
        String region,
        int regionNumber,
        int instances) {

    /** The availability zones in use. */
    static final int ZONES = 2;

    /** Every second account-region does the opposite, so that each setting is seen both ways. */
    boolean even() {
        return (accountNumber + regionNumber) % 2 == 0;
    }

    String accountId() {
        return account.accountId();
    }

    String zone(int zone) {
        return region + (char) ('a' + zone);
    }

    String vpc(Tier tier) {
        return dice.id("vpc-", tier == Tier.DEFAULT ? 1 : 0);
    }

    String subnet(Tier tier, int zone) {
        return dice.of(tier.name()).id("subnet-", zone);
    }

    String gateway(Tier tier) {
        return dice.id("igw-", tier == Tier.DEFAULT ? 1 : 0);
    }

    String instance(int number) {
        return dice.id("i-", number);
    }

    String networkInterface(int number) {
        return dice.id("eni-", number);
    }

    String volume(int number) {
        return dice.id("vol-", number);
    }

    String snapshot(int number) {
        return dice.id("snap-", number);
    }

    String image(OwnImage image) {
        return dice.of(image.name()).id("ami-", 0);
    }

    String group(Group group) {
        return dice.of(group.name()).id("sg-", 0);
    }

    String prefixList(DemoPrefixList list) {
        return dice.of(list.name()).id("pl-", 0);
    }

    String keyPairName(int number) {
        return "demo-key-" + (number + 1);
    }

    /** The key that the account made for its disks. */
    String diskKeyArn() {
        String hex = dice.hex("kms", 0);
        return "arn:aws:kms:" + region + ":" + accountId() + ":key/" + hex.substring(0, 8) + "-0000-4000-8000-"
                + hex.substring(4, 16);
    }

    String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + accountId() + ":" + resource;
    }

    static List<Tag> tags(String name) {
        return List.of(tag("Name", name));
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
