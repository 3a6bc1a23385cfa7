"""What others harvest, load, compare and exchange: catalogue, dumps, VoID, diff, other formats."""
