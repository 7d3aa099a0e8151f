package io.muster.estate.privilege;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The sensitive things that a role can do at all, to tell which of two roles has more rights.
 *
 * @param read whether all that decides so was read; else some of these are neither had nor lacked for certain
 */
record Capabilities(List<Certainty> all, boolean read) {

    private static final List<String> SENSITIVE = List.of(
            "s3:GetObject arn:%1$s:s3:::*/*",
            "s3:PutObject arn:%1$s:s3:::*/*",
            "s3:PutBucketPolicy arn:%1$s:s3:::*",
            "secretsmanager:GetSecretValue arn:%1$s:secretsmanager:*:%2$s:secret:*",
            "ssm:GetParameter arn:%1$s:ssm:*:%2$s:parameter/*",
            "ssm:SendCommand arn:%1$s:ec2:*:%2$s:instance/*",
            "ssm:StartSession arn:%1$s:ec2:*:%2$s:instance/*",
            "dynamodb:GetItem arn:%1$s:dynamodb:*:%2$s:table/*",
            "dynamodb:PutItem arn:%1$s:dynamodb:*:%2$s:table/*",
            "kms:Decrypt arn:%1$s:kms:*:%2$s:key/*",
            "ec2:ModifySnapshotAttribute arn:%1$s:ec2:*::snapshot/*",
            "ec2:RunInstances arn:%1$s:ec2:*:%2$s:instance/*",
            "ec2:TerminateInstances arn:%1$s:ec2:*:%2$s:instance/*",
            "ec2:AuthorizeSecurityGroupIngress arn:%1$s:ec2:*:%2$s:security-group/*",
            "ebs:GetSnapshotBlock arn:%1$s:ec2:*::snapshot/*",
            "lambda:UpdateFunctionCode arn:%1$s:lambda:*:%2$s:function:*",
            "lambda:InvokeFunction arn:%1$s:lambda:*:%2$s:function:*",
            "rds:ModifyDBInstance arn:%1$s:rds:*:%2$s:db:*",
            "cloudformation:UpdateStack arn:%1$s:cloudformation:*:%2$s:stack/*/*",
            "cloudtrail:StopLogging arn:%1$s:cloudtrail:*:%2$s:trail/*",
            "logs:DeleteLogGroup arn:%1$s:logs:*:%2$s:log-group:*",
            "iam:PassRole arn:%1$s:iam::%2$s:role/*",
            "iam:CreateAccessKey arn:%1$s:iam::%2$s:user/*",
            "iam:PutRolePolicy arn:%1$s:iam::%2$s:role/*",
            "iam:AttachRolePolicy arn:%1$s:iam::%2$s:role/*",
            "iam:UpdateAssumeRolePolicy arn:%1$s:iam::%2$s:role/*",
            "iam:CreatePolicyVersion arn:%1$s:iam::%2$s:policy/*",
            "sts:AssumeRole arn:%1$s:iam::*:role/*",
            "organizations:MoveAccount arn:%1$s:organizations::*:account/*");

    private static final int ASSUMING = SENSITIVE.indexOf("sts:AssumeRole arn:%1$s:iam::*:role/*");

    /** The place of what roles of other accounts can do, which no role has by itself. */
    static final int ELSEWHERE = SENSITIVE.size();

    static Capabilities of(RolePrivileges role) {
        List<Certainty> all = new ArrayList<>(SENSITIVE.size());
        for (String sensitive : SENSITIVE) {
            String[] parts =
                    sensitive.formatted(role.partition(), role.accountId()).split(" ", -1);
            all.add(SomeResource.of(role, parts[1], List.of(role.request(parts[0], parts[1]))));
        }
        return new Capabilities(all, isRead(role));
    }

    /** Whether all of the role that its rights hang on was read: its policies, and what tells of its sessions. */
    private static boolean isRead(RolePrivileges role) {
        return role.policies().readable()
                && role.trust().readable()
                && role.role().tagsKnown();
    }

    /** Whether they hold something for certain that the others hold not at all. */
    boolean exceed(Capabilities others) {
        return others.lack(certain());
    }

    /** Whether they hold something that the others hold not at all; possibly where that hangs on a policy that was not read. */
    Certainty exceeds(Capabilities others) {
        if (exceed(others)) {
            return Certainty.YES;
        }
        return others.mayLack(unread()) ? Certainty.POSSIBLE : Certainty.NO;
    }

    /** The places of those that are held for certain. */
    BitSet certain() {
        return places(Certainty.YES);
    }

    /** The places of those that are held for certain, or may be by a policy that was not read. */
    BitSet unread() {
        return places(read ? Certainty.YES : Certainty.POSSIBLE);
    }

    /** The places of those that are held, certainly or possibly. */
    BitSet possible() {
        return places(Certainty.POSSIBLE);
    }

    /** Whether some of the places are worth to take the role from another account: who does that may assume roles already. */
    static boolean areWorthTaking(BitSet places) {
        BitSet worth = (BitSet) places.clone();
        worth.clear(ASSUMING);
        worth.clear(ELSEWHERE);
        return !worth.isEmpty();
    }

    /** Whether some capabilities of the places are not held at all. */
    boolean lack(BitSet places) {
        return lack(places, Certainty.POSSIBLE);
    }

    /** Whether some capabilities of the places are not held, or only by a policy that was not read. */
    boolean mayLack(BitSet places) {
        return lack(places, read ? Certainty.POSSIBLE : Certainty.YES);
    }

    private boolean lack(BitSet places, Certainty least) {
        BitSet lacking = (BitSet) places.clone();
        lacking.andNot(places(least));
        return !lacking.isEmpty();
    }

    private BitSet places(Certainty least) {
        BitSet places = new BitSet();
        for (int i = 0; i < all.size(); i++) {
            places.set(i, all.get(i).compareTo(least) >= 0);
        }
        return places;
    }
}
