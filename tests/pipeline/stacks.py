"""Small stacks to try the local cloud on, in a folder of the test's own: a template, and the code of its function."""

from __future__ import annotations

import textwrap
from pathlib import Path

ECHO = """
    def handler(event, context):
        return event
"""

TEMPLATE = """
AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Parameters:
  BatchSize: {{ Type: Number, Default: 10 }}
  MaxReceives: {{ Type: Number, Default: 3 }}
  Mood: {{ Type: String, Default: calm, AllowedValues: [calm, busy] }}
Resources:
  InboxBucket:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: {{ Status: Enabled }}
      NotificationConfiguration:
        EventBridgeConfiguration: {{ EventBridgeEnabled: true }}
  UploadRule:
    Type: AWS::Events::Rule
    Properties:
      EventPattern:
        source: [aws.s3]
        detail: {{ bucket: {{ name: [!Ref InboxBucket] }} }}
      Targets: [{{ Id: work, Arn: !GetAtt WorkQueue.Arn }}]
  WorkQueue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 300
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt WorkDeadLetterQueue.Arn
        maxReceiveCount: !Ref MaxReceives
  WorkDeadLetterQueue:
    Type: AWS::SQS::Queue
  WorkFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: code/
      Handler: work.handler
      Runtime: python3.13
      Timeout: 2
      Environment: {{ Variables: {{ QUEUE_URL: !Ref WorkQueue, LIMIT: !Ref BatchSize }} }}
      Policies:
        - Statement:
            - {{ Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt WorkQueue.Arn }}
            - {{ Effect: Allow, Action: s3:ListAllMyBuckets, Resource: "*" }}
      Events:
        Work:
          Type: SQS
          Properties:
            Queue: !GetAtt WorkQueue.Arn
            BatchSize: !Ref BatchSize
            FunctionResponseTypes: [ReportBatchItemFailures]
{more}
"""


def write_stack(folder: Path, code: str, more: str = "") -> Path:
    """The template of a bucket, a queue and a function with this code; `more` are further resources."""
    (folder / "code").mkdir()
    (folder / "code" / "work.py").write_text(textwrap.dedent(code), encoding="utf-8")
    template = folder / "template.yaml"
    template.write_text(TEMPLATE.format(more=textwrap.indent(textwrap.dedent(more), "  ")), encoding="utf-8")
    return template
